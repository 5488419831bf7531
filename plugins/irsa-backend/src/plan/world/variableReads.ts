const NAME = '([A-Za-z_][A-Za-z0-9_]{2,})';

/** How scripts and settings read a variable, in the languages that ConfigMaps and command lines hold. */
const READS: readonly RegExp[] = [
  // sh, and settings that expand variables: $X, ${X}, ${X:-y}, ${env:X}, ${ENV.X}, $env:X, $__env{X}
  new RegExp(`\\$\\{?(?:env[:.])?${NAME}`, 'gi'),
  new RegExp(`\\$__env\\{${NAME}\\}`, 'g'),
  // %env(X)% of Symfony, %X% of Windows
  new RegExp(`%env\\((?:\\w+:)*${NAME}\\)%`, 'gi'),
  new RegExp(`%${NAME}%`, 'g'),
  // ENV['X'], ENV.fetch("X"), os.environ['X'], os.environ.get("X"), getenv('X'), {{ env "X" }}, process.env.X, env.X
  new RegExp(
    `(?:\\benv|environ|getenv)(?:\\.(?:get|fetch))?[\\s(\\[.:]{1,3}["'\`]?${NAME}`,
    'gi',
  ),
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
