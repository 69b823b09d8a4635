import {useEffect, useRef, useState} from 'react';

/**
Whole seconds since `of` became what it is, as long as `isActive`: it draws anew once a second. For what a person waits for; a clock that goes on is
no motion.
*/
export function useSeconds(of: unknown, isActive: boolean): number {
	const began = useRef({of, at: performance.now()});
	if (began.current.of !== of) {
		began.current = {of, at: performance.now()};
	}

	const [, tick] = useState(0);
	useEffect(() => {
		if (!isActive) {
			return;
		}

		const timer = setInterval(() => {
			tick((count) => count + 1);
		}, 1000);
		return () => {
			clearInterval(timer);
		};
	}, [of, isActive]);
	return Math.floor((performance.now() - began.current.at) / 1000);
}
