/** Every screen in every state. */
import {organizationScenes} from './organization.tsx';
import {presetsScenes} from './presets.tsx';
import type {Scene} from './scene.ts';
import type {Walk} from './walk.ts';
import {wizardScenes} from './wizard/scenes.ts';

export function scenesOf(walk: Walk): readonly Scene[] {
	return [...wizardScenes(walk), ...presetsScenes(), ...organizationScenes(walk)];
}
