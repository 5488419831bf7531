import { withVariables } from './environmentReferences';

/** A name and its value in a text, as written. */
export interface TextPair {
  name: string;
  value: string;
  /** Whether the value has no quotes. In code it is then another name. */
  isBare: boolean;
  /** The text is a program: a bare value is a variable. */
  isCode: boolean;
}

/**
 * `name = value`, `name: value`, `"name": "value"`, `--name=value`, `-Dname=value`, `export NAME=value`,
 * `--from-literal=name=value`, `--conf=name=value`, `?name=value&name=value`, `name => value` of Logstash, PHP and Ruby; not `${NAME:…}`.
 */
const PAIR =
  /(?:^|(?<!\$)\{|[\s,;"'(\\?&]:?|--?D?)(?:--(?:from-literal|set|set-string|env|build-arg|conf)=)?\\?["']?([A-Za-z][\w.-]{2,80})\\?["']?[ \t]*(?:=>|[:=])[ \t]*\\?(?:"([^"\n\\]*)|'([^'\n]*)'|((?!\{(?!\{))[^\s,;"'})\]\\&]*))/gm;
/** Hadoop's XML. */
const PROPERTY =
  /<name>\s*([\w.-]{1,200})\s*<\/name>\s*<value>([^<]*)<\/value>/g;
/** ClickHouse's and others' XML. */
const ELEMENT = /<([A-Za-z][\w.-]{2,60})>([^<]*)<\/\1>/g;
/** Lines that occur only in programs: Python, JavaScript, TypeScript, Go, Java, C#, PHP, Protocol Buffers. */
const CODE =
  /^[ \t]*(\w[\w, ]{0,60} := |import [\w{*"'(]|from [\w.]{1,80} import |def \w{1,80}\(|class \w|const \w{1,80}\b|let \w{1,80} ?=|func [\w(]|package \w|public |private |interface \w{1,80} ?\{|type \w{1,80} (struct|interface|=)|message \w{1,80} ?\{|syntax ?=|using [\w.]{1,80};|<\?php)|\bboto3\.|\brequire\(["']|\) => /m;
/** `aws configure set aws_access_key_id X`, `--access-key X`. */
const WORDS =
  /(?:configure\s+set\s+|--)([A-Za-z][\w.-]{2,60})\s+\\?["']?([^\s"'\\-][^\s"']*)/g;
/** Fluentd separates by a blank. */
const FLUENTD = /^[ \t]*@type[ \t]/m;
const FLUENTD_PAIR = /^[ \t]*([a-z]\w{2,60})[ \t]+"?([^\s"]+)"?[ \t]*$/gm;
/** So do the settings of Spark. */
const SPARK_PAIR =
  /^[ \t]*((?:spark|fs)\.[\w.-]{2,80})[ \t]+([^\s=:]\S*)[ \t]*$/gm;
/** Whole lines. An access key id in them is a finding, but a name without a value in use is not. */
const COMMENT = /^[ \t]*(?:#|\/\/|;).*$/gm;

/** The pairs of names and values in a text of any of the usual formats, without those in comments. */
export function* pairsIn(text: string): Generator<TextPair> {
  const code = withVariables(
    /[#;]|\/\//.test(text) ? text.replace(COMMENT, '') : text,
  );
  const hasPairs = /[=:]/.test(code);
  let known: boolean | undefined;
  /** Asked only where there is a pair. */
  const isProgram = () => {
    known ??= CODE.test(code);
    return known;
  };
  if (hasPairs) {
    for (const [, name, quoted, single, bare] of code.matchAll(PAIR)) {
      yield {
        name,
        value: quoted ?? single ?? bare ?? '',
        isBare: bare !== undefined,
        isCode: isProgram(),
      };
    }
  }
  if (code.includes('</')) {
    for (const [, name, value] of code.matchAll(PROPERTY)) {
      yield { name, value: value.trim(), isBare: false, isCode: isProgram() };
    }
    for (const [, name, value] of code.matchAll(ELEMENT)) {
      yield { name, value: value.trim(), isBare: false, isCode: isProgram() };
    }
  }
  if (code.includes('--') || code.includes('configure')) {
    for (const [, name, value] of code.matchAll(WORDS)) {
      yield { name, value, isBare: true, isCode: isProgram() };
    }
  }
  if (code.includes('spark.') || code.includes('fs.')) {
    for (const [, name, value] of code.matchAll(SPARK_PAIR)) {
      yield { name, value, isBare: false, isCode: isProgram() };
    }
  }
  if (code.includes('@type') && FLUENTD.test(code)) {
    for (const [, name, value] of code.matchAll(FLUENTD_PAIR)) {
      yield { name, value, isBare: false, isCode: isProgram() };
    }
  }
}
