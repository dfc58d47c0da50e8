/** Whether somebody asks how a command is used; then it is told, and the command does nothing else. */
export function toldHelp(usage: string, words: readonly string[] = process.argv.slice(2)): boolean {
  const asked = words.includes('--help') || words.includes('-h');
  if (asked) console.log(usage);
  return asked;
}
