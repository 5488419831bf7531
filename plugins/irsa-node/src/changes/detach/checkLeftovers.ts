import { CredentialReference } from 'backstage-plugin-irsa-common';
import { Json, listOf } from './podFields';
import { DetachProblem, Removable } from './types';

/** Adds a problem for each place of the key that no patch can take out, and for what uses a variable that goes. */
export function checkLeftovers(
  container: Json,
  references: CredentialReference[],
  elements: Removable[],
  problems: DetachProblem[],
): void {
  const name = String(container.name);
  for (const reference of references) {
    if (reference.location === 'args' || reference.location === 'other') {
      problems.push({
        code: reference.location === 'args' ? 'args' : 'unsupported',
        container: name,
        subject: reference.envNames[0] ?? reference.objectName ?? 'args',
        message:
          reference.location === 'args'
            ? `Container ${name} gets its key in its command line. Move it to a Secret first and hand it over as environment variables.`
            : `Container ${name} gets its key in a way that a patch of the Pod template cannot remove. Move it to a Secret that the Pod references first.`,
      });
    }
  }
  const gone = new Set(
    elements
      .filter(({ list }) => list === 'env')
      .map(({ element }) => String(element.name)),
  );
  for (const { envNames, location } of references) {
    if (location.startsWith('env')) {
      envNames.forEach(variable => gone.add(variable));
    }
  }
  const texts = [
    ...listOf(container, 'env')
      .filter(element => !gone.has(String(element.name)))
      .map(element => element.value),
    ...((container.command as unknown[] | undefined) ?? []),
    ...((container.args as unknown[] | undefined) ?? []),
  ].filter((text): text is string => typeof text === 'string');
  for (const variable of gone) {
    if (
      texts.some(text => text.replace(/\$\$/g, '').includes(`$(${variable})`))
    ) {
      problems.push({
        code: 'dependent',
        container: name,
        subject: variable,
        message: `Container ${name} uses $(${variable}) in its command line or in another variable. Take it out there first.`,
      });
    }
  }
}
