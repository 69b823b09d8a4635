/**
The scripts that shells load. They know nothing of the commands: what may stand at a place they ask the hidden command `complete`, so that they
never fall behind the program that is installed. It answers a line a candidate, its note after a tab; `:files` and `:folders` leave it to the shell.
*/
export const shells = ['bash', 'zsh', 'fish'] as const;

export const scripts: Readonly<Record<(typeof shells)[number], string>> = {
	// From 3.2 on, which macOS has; without the package bash-completion. Bash takes `=` for a word of its own.
	bash: String.raw`# Completes allowed-amis in bash.
_allowed_amis() {
	local typed=${'$'}{COMP_WORDS[COMP_CWORD]} line value
	local -a words=("${'$'}{COMP_WORDS[@]:1:COMP_CWORD}")
	words=("${'$'}{words[@]//\\/}")
	words=("${'$'}{words[@]#[\"\']}")
	COMPREPLY=()
	[[ $typed == '=' ]] && typed=
	local IFS=$'\n'
	while IFS= read -r line; do
		case $line in
			:files)
				compopt -o filenames 2>/dev/null
				COMPREPLY+=($(compgen -f -- "$typed"))
				;;
			:folders)
				compopt -o filenames 2>/dev/null
				COMPREPLY+=($(compgen -d -- "$typed"))
				;;
			?*)
				value=${'$'}{line%%$'\t'*}
				[[ $typed == [\"\']* ]] || printf -v value '%q' "$value"
				COMPREPLY+=("$value")
				;;
		esac
	done < <("$1" complete -- "${'$'}{words[@]}" 2>/dev/null)
}
complete -F _allowed_amis allowed-amis
`,
	zsh: String.raw`#compdef allowed-amis
# Completes allowed-amis in zsh.
_allowed-amis() {
	local line value
	local -a candidates
	for line in "${'$'}{(@f)$(${'$'}{(Q)words[1]} complete -- "${'$'}{(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
		case $line in
			:files)
				compset -P '--*='
				_files
				;;
			:folders)
				compset -P '--*='
				_files -/
				;;
			?*)
				value=${'$'}{line%%$'\t'*}
				candidates+=("${'$'}{value//:/\\:}:${'$'}{line#*$'\t'}")
				;;
		esac
	done
	(( $#candidates )) && _describe 'allowed-amis' candidates
}
if [[ $funcstack[1] == _allowed-amis ]]; then
	_allowed-amis "$@"
else
	compdef _allowed-amis allowed-amis
fi
`,
	fish: `# Completes allowed-amis in fish.
function __allowed_amis_complete
	set -l words (commandline -opc)
	set -l typed (commandline -ct)
	set -l option (string match -r -- '^--[^=]+=' "$typed")
	set -l rest (string replace -r -- '^--[^=]+=' '' "$typed")
	for line in (command $words[1] complete -- $words[2..-1] "$typed" 2>/dev/null)
		switch $line
			case :files
				for path in (__fish_complete_path "$rest")
					echo "$option$path"
				end
			case :folders
				for path in (__fish_complete_directories "$rest")
					echo "$option$path"
				end
			case '*'
				echo $line
		end
	end
end
complete -c allowed-amis -f -a '(__allowed_amis_complete)'
`,
};
