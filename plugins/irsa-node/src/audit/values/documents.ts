import { factsOf, ValueFacts } from './valueFacts';

const DOCUMENT =
  /\.(md|markdown|rst|adoc|html?)$|^(readme|notes|changelog|license)(\.txt)?$/i;

/**
 * Facts of a value of a Secret or ConfigMap. In a text for people, by the name of its data key, only the id of a real key
 * counts: names with placeholders are a description.
 */
export function factsOfData(key: string, value: string): ValueFacts {
  const facts = factsOf(value);
  return facts.text && facts.ids.length === 0 && DOCUMENT.test(key)
    ? { ...facts, text: undefined }
    : facts;
}
