const NAME = '([A-Za-z_][A-Za-z0-9_]{2,})';

/** How scripts and settings read a variable, in the languages that ConfigMaps and command lines hold. */
const READS: readonly RegExp[] = [
  // sh, and settings that expand variables: $X, ${X}, ${X:-y}, ${?X}, ${env:X}, ${ENV.X}, $env:X, $__env{X}, $(X)
  new RegExp(`\\$(?:\\{\\??)?(?:env[:.])?${NAME}`, 'gi'),
  new RegExp(`\\$(?:__env\\{|\\()${NAME}[})]`, 'g'),
  // %env(X)% of Symfony, %X% of Windows, %(ENV_X)s of Supervisor
  new RegExp(`%env\\((?:\\w+:)*${NAME}\\)%`, 'gi'),
  new RegExp(`%${NAME}%`, 'g'),
  new RegExp(`%\\(ENV_${NAME}\\)`, 'g'),
  // ENV['X'], $ENV{X}, ENV.fetch("X"), os.environ['X'], os.environ.get("X"), os.environ/X, getenv('X'), {{ env "X" }}, {{ requiredEnv "X" }},
  // {{ env.Getenv "X" }}, {{ env_var('X') }}, env::var("X"), process.env.X, env.X; but not what env X=y sets
  new RegExp(
    `(?:\\benv|environ|environmentvariable|(?:get|print|lookup|required)_?env)(?:_var|::var)?(?:\\.(?:get|getenv|fetch))?[\\s(\\[{.:/]{1,3}["'\`]?${NAME}(?!\\w|=[^=])`,
    'gi',
  ),
  // lookup('env', 'X') of Ansible, {:system, "X"} of Elixir, from_env="X" of ClickHouse
  new RegExp(`(?:['"]env['"]|:system), *["']${NAME}`, 'g'),
  new RegExp(`from_env["']?\\s*[=:]\\s*["']?${NAME}`, 'g'),
  // docker run -e X, which hands on what it has; -e X=y does not
  new RegExp(`(?<![\\w-])-e[= ]["']?${NAME}(?![\\w=])`, 'g'),
];
const LONGEST = 200_000;

/** Names of variables that a script or a text of settings reads. Names only, in the order of the text's forms. */
export function variablesReadIn(text: string): string[] {
  if (text.length > LONGEST) {
    return [];
  }
  return [
    ...new Set(
      READS.flatMap(form => [...text.matchAll(form)].map(([, name]) => name)),
    ),
  ];
}
