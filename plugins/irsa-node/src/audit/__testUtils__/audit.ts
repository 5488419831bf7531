import { parseAllDocuments } from 'yaml';
import { auditObjects, AuditOptions } from '../auditObjects';

/** A made-up key id in the form of AWS. */
export const KEY = `${'AKIA'}${'LABLABLA4L000001'}`;
export const SECRET = 'canary/Sec+ret/of/forty/characters/1234567';

/** YAML documents as objects; `@KEY@`, `@SECRET@` and `@B64:text@` are filled in. */
export function objectsOf(yaml: string): unknown[] {
  const text = yaml
    .replace(/@KEY@/g, KEY)
    .replace(/@SECRET@/g, SECRET)
    .replace(/@B64:([^@]*)@/g, (_, plain) =>
      Buffer.from(plain.replace(/\\n/g, '\n')).toString('base64'),
    );
  return parseAllDocuments(text).map(document => document.toJS());
}

/** Each finding as `kind/name container location objectName [keys] verdict`, sorted. */
export function audit(yaml: string, options?: AuditOptions): string[] {
  return auditObjects(objectsOf(yaml), options).map(
    ({ kind, name, container, location, objectName, keyNames, verdict }) =>
      [
        `${kind}/${name}`,
        container || '-',
        location,
        objectName || '-',
        `[${keyNames}]`,
        verdict,
      ].join(' '),
  );
}

/** A Deployment `app` in `shop` with one container, written in YAML flow or block style at the left margin. */
export function deployment(container: string, pod = ''): string {
  const indent = (text: string, by: number) =>
    text.replace(/^(?=.)/gm, ' '.repeat(by));
  return [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: { name: app, namespace: shop }',
    'spec:',
    '  template:',
    '    spec:',
    indent(pod, 6),
    '      containers:',
    '        - name: main',
    '          image: app',
    indent(container, 10),
    '---',
    '',
  ].join('\n');
}

export function secret(name: string, stringData: string): string {
  return `apiVersion: v1\nkind: Secret\nmetadata: { name: ${name}, namespace: shop }\nstringData: ${stringData}\n---\n`;
}
