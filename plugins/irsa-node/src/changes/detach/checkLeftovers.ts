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
        message: messageOf(reference, name),
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

/** A command or a variable that names a Secret, which the program reads by itself or gives to the Pods that it starts. */
const SETTING = /\.(args|command|env\[\d+\])$/;

function messageOf(
  { location, objectName, path }: CredentialReference,
  container: string,
): string {
  if (location === 'args') {
    return `Container ${container} gets its key in its command line. Move it to a Secret first and hand it over as environment variables.`;
  }
  return objectName && SETTING.test(path)
    ? `Container ${container} names Secret ${objectName} in its command or in a variable, and reads it by itself or gives it to the Pods that it starts. Change that setting first, and give the ServiceAccount of those Pods a role.`
    : `Container ${container} gets its key in a way that a patch of the Pod template cannot remove. Move it to a Secret that the Pod references first.`;
}
