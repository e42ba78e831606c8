/** `taohua completion bash|zsh|fish`: a script for the shell, made from the commands and options themselves. */

import type { Command } from 'commander';
import { Argument, Command as NewCommand } from 'commander';
import { ExitCode } from './exit-codes.js';
import type { Host } from './host.js';
import type { Finish } from './main.js';

export function completionCommand(program: Command, host: Host, finish: Finish): Command {
  return new NewCommand('completion')
    .description('print a completion script for a shell')
    .helpOption('-h, --help', 'show this help')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', '\nExample:\n  taohua completion bash > ~/.local/share/bash-completion/completions/taohua')
    .action(async (shell: string) => {
      const words = new Map(program.commands.map((command) => [command.name(), flagsOf(command)]));
      await host.out(
        shell === 'fish'
          ? fish(program, words)
          : `${shell === 'zsh' ? 'autoload -U +X bashcompinit && bashcompinit\n' : ''}${bash(program, words)}`,
      );
      finish(ExitCode.done);
    });
}

/** The long flags of a command; one with commands of its own has theirs. */
function flagsOf(command: Command): readonly string[] {
  const all = [command, ...command.commands].flatMap(({ options }) => options);
  return [...new Set(all.flatMap(({ long }) => (long === undefined || long === null ? [] : [long])))];
}

/** What may stand right after a command: the commands below it, or the values its first argument takes. */
function nextWords(command: Command): readonly string[] {
  return [...command.commands.map((child) => child.name()), ...(command.registeredArguments[0]?.argChoices ?? [])];
}

function bash(program: Command, words: ReadonlyMap<string, readonly string[]>): string {
  const cases = program.commands
    .map((command) => {
      const flags = (words.get(command.name()) ?? []).join(' ');
      return `    ${command.name()}) words="${flags}" next="${nextWords(command).join(' ')}" ;;`;
    })
    .join('\n');
  return `_taohua() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words next
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${[...words.keys()].join(' ')}" -- "$word")); return
  fi
  case "\${COMP_WORDS[1]}" in
${cases}
  esac
  if [ "$COMP_CWORD" -eq 2 ] && [ -n "$next" ]; then
    COMPREPLY=($(compgen -W "$next" -- "$word")); return
  fi
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _taohua taohua
`;
}

function fish(program: Command, words: ReadonlyMap<string, readonly string[]>): string {
  const lines = program.commands.map(
    (command) =>
      `complete -c taohua -n __fish_use_subcommand -a ${command.name()} -d '${command.description().replaceAll("'", '’')}'`,
  );
  for (const [name, flags] of words) {
    for (const flag of flags)
      lines.push(`complete -c taohua -n '__fish_seen_subcommand_from ${name}' -l ${flag.slice(2)}`);
  }
  for (const command of program.commands) {
    const next = nextWords(command);
    if (next.length > 0)
      lines.push(`complete -c taohua -n '__fish_seen_subcommand_from ${command.name()}' -a '${next.join(' ')}'`);
  }
  return `${lines.join('\n')}\n`;
}
