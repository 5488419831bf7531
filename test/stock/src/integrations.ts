import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { GuideBlock, InstallGuide } from './InstallGuide';
import { inRoot } from './paths';

/** The name of the template that is made of the guide. */
export const TEMPLATE = 'static-keys';

const guide = () =>
  new InstallGuide(readFileSync(inRoot('docs/integrations.md'), 'utf8'));

/** What docs/integrations.md adds to the backend of a portal for the plugins that every generated portal has. */
export function modulesOfGuide(): GuideBlock[] {
  return ['Search', 'Catalog']
    .flatMap(heading => guide().under(heading))
    .filter(({ language }) => language === 'ts');
}

/** The step of a template that docs/integrations.md shows, as a whole template. */
export function templateOfGuide(): string {
  const [steps] = guide()
    .under('Actions: AI assistants and templates')
    .filter(({ text }) => text.startsWith('steps:'))
    .map(({ text }) => parse(text));
  return stringify({
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name: TEMPLATE },
    spec: {
      owner: 'guests',
      type: 'service',
      parameters: [
        { title: 'Entity', properties: { entity: { type: 'string' } } },
      ],
      ...steps,
    },
  });
}
