/** A name and what a text gives it, as written. */
export interface TextPair {
  name: string;
  value: string;
  /** Without quotes: in code, another name. */
  isBare: boolean;
}

/** `name = value`, `name: value`, `"name": "value"`, `--name=value`, `-Dname=value`, `export NAME=value`; not `${NAME:…}`. */
const PAIR =
  /(?:^|(?<!\$)\{|[\s,;"'(\\]|--?D?)\\?["']?([A-Za-z][\w.-]{2,80})\\?["']?[ \t]*[:=][ \t]*\\?(?:"([^"\n\\]*)|'([^'\n]*)'|([^\s,;"'})\]\\]*))/gm;
/** Hadoop's XML. */
const PROPERTY =
  /<name>\s*([\w.-]{1,200})\s*<\/name>\s*<value>([^<]*)<\/value>/g;
/** `aws configure set aws_access_key_id X`, `--access-key X`. */
const WORDS =
  /(?:configure\s+set\s+|--)([A-Za-z][\w.-]{2,60})\s+([^\s-][^\s"']*)/g;
/** Fluentd separates by a blank. */
const FLUENTD = /^[ \t]*@type[ \t]/m;
const FLUENTD_PAIR = /^[ \t]*([a-z]\w{2,60})[ \t]+"?([^\s"]+)"?[ \t]*$/gm;
/** Whole lines; an access key id is a finding there too, names without a value in use are not. */
const COMMENT = /^[ \t]*(?:#|\/\/|;).*$/gm;

/** The pairs of names and values in a text of any of the usual formats, without those in comments. */
export function* pairsIn(text: string): Generator<TextPair> {
  const code = text.replace(COMMENT, '');
  for (const [, name, quoted, single, bare] of code.matchAll(PAIR)) {
    yield {
      name,
      value: quoted ?? single ?? bare ?? '',
      isBare: bare !== undefined,
    };
  }
  for (const [, name, value] of code.matchAll(PROPERTY)) {
    yield { name, value: value.trim(), isBare: false };
  }
  for (const [, name, value] of code.matchAll(WORDS)) {
    yield { name, value, isBare: true };
  }
  if (FLUENTD.test(code)) {
    for (const [, name, value] of code.matchAll(FLUENTD_PAIR)) {
      yield { name, value, isBare: false };
    }
  }
}
