/** Commands that write a lock file anew, by the name of that file. */
const COMMANDS: [RegExp, string][] = [
  [/poetry\.lock$/, 'poetry update NAME'],
  [/uv\.lock$/, 'uv lock --upgrade-package NAME'],
  [/pdm\.lock$/, 'pdm update NAME'],
  [/Pipfile\.lock$/, 'pipenv update NAME'],
  [/package-lock\.json$|npm-shrinkwrap\.json$/, 'npm update NAME'],
  [/yarn\.lock$/, 'yarn upgrade NAME'],
  [/pnpm-lock\.yaml$/, 'pnpm update NAME'],
  [/bun\.lock$/, 'bun update NAME'],
  [/gradle\.lockfile$/, 'gradle dependencies --write-locks'],
  [/packages\.lock\.json$/, 'dotnet restore --force-evaluate'],
  [/Gemfile\.lock$/, 'bundle update NAME'],
  [/composer\.lock$/, 'composer update NAME --with-dependencies'],
  [/Cargo\.lock$/, 'cargo update -p NAME'],
  [/Gopkg\.lock$/, 'dep ensure -update NAME'],
];

/** What a person does so that a lock file has a later version of a package. */
export function renewal(file: string, name: string): string {
  const command = COMMANDS.find(([pattern]) => pattern.test(file))?.[1];
  return command
    ? `run ${command.replace('NAME', name)}`
    : `write it anew with a later ${name}`;
}
