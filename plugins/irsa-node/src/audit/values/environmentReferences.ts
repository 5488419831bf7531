/** Ways in which files take a value from the environment, with the name of the variable. */
const FORMS: readonly RegExp[] = [
  // Go, Jinja and Ansible, Camel: `{{ env "X" }}`, `{{ lookup('env', 'X') }}`, `{{env:X}}`.
  /\{\{-?\s{0,3}(?:env|getenv|mustEnv)[\s:(]{1,3}\\?["']?(\w{2,80})[^}\n]{0,80}\}\}/g,
  /\{\{-?\s{0,3}lookup\(\s{0,3}["']env["'],\s{0,3}["'](\w{2,80})[^}\n]{0,80}\}\}/g,
  // Ruby in YAML: `<%= ENV['X'] %>`.
  /<%=?\s{0,3}ENV(?:\.fetch)?[[(]["'](\w{2,80})[^%\n]{0,80}%>/g,
  // Symfony: `%env(resolve:X)%`.
  /%env\((?:\w{1,20}:)*(\w{2,80})\)%/g,
  // Dynaconf: `@format {env[X]}`.
  /@(?:format|jinja)\s{1,3}\{+\s{0,3}env[[.]["']?(\w{2,80})[\]}"'\s]{1,6}/g,
  // Rust: `env!("X")`.
  /\b(?:option_)?env!\(["'](\w{2,80})["']\)/g,
  // Telegraf's stores of secrets: `@{store:x}`.
  /@\{\w{1,40}:(\w{2,80})\}/g,
  // HOCON: `${?X}`.
  /\$\{\?(\w{2,80})\}/g,
];
/** OctoDNS and others: `env/X` and `env:X` as a whole value. */
const WHOLE = /([:=]\s{0,3}["']?)env[/:]([A-Z]\w{1,80})(?=["']?\s*$)/gm;
/** An attribute that names the variable of an element: ClickHouse. */
const ATTRIBUTE = /<(\w{2,60}) from_env="(\w{2,80})"\s{0,3}\/>/g;
const MAY_HAVE = /env|ENV|@\{|\$\{\?/;

/** A text whose values from the environment are all written as `$NAME`. Pure. */
export function withVariables(text: string): string {
  return MAY_HAVE.test(text)
    ? FORMS.reduce((found, form) => found.replace(form, '$$$1'), text)
        .replace(WHOLE, '$1$$$2')
        .replace(ATTRIBUTE, '<$1>$$$2</$1>')
    : text;
}
