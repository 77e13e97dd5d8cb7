/** What a command is given and how it speaks. */
export type CommandContext = {
  args: readonly string[]
  cwd: string
  print: (line: string) => void
}

/** One command of the `tenon` program; the number is its exit code. */
export type Command = {
  run: (context: CommandContext) => Promise<number>
  usage: string
}
