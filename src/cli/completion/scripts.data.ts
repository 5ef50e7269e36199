export const SHELLS = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof SHELLS)[number];

/**
 * What each shell is told. All ask `pullwhy complete -- WORD…`, whose answer is cobra's protocol: a candidate a line,
 * its description behind a tab, and last `:4`, or `:0` where a path may stand too.
 */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# pullwhy in bash: source <(pullwhy completion bash)
_pullwhy() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    case "$line" in
      :4) compopt +o default 2>/dev/null ;;
      :*) ;;
      *) COMPREPLY+=("\${line%%$'\\t'*}") ;;
    esac
  done < <(pullwhy complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _pullwhy pullwhy
`,
  zsh: `#compdef pullwhy
# pullwhy in zsh: source <(pullwhy completion zsh)
_pullwhy() {
  local line paths=
  local -a values
  while IFS= read -r line; do
    case "$line" in
      :0) paths=1 ;;
      :*) ;;
      *) values+=("\${\${line//:/\\\\:}/$'\\t'/:}") ;;
    esac
  done < <(pullwhy complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( $#values )) && _describe pullwhy values
  [[ -n $paths ]] && _files
}
compdef _pullwhy pullwhy
`,
  fish: `# pullwhy in fish: pullwhy completion fish | source
function __pullwhy_complete
  for line in (pullwhy complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)
    switch $line
      case ':0'
        __fish_complete_path (commandline -ct)
      case ':*'
      case '*'
        echo $line
    end
  end
end
complete -c pullwhy -f -a '(__pullwhy_complete)'
`,
};
