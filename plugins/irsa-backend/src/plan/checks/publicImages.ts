import { Check } from 'backstage-plugin-irsa-common';
import { containersOf, podSpec } from '../world/podTemplate';
import { KnownImage, knownImage } from '../world/publicImages';
import { World } from '../world/World';
import { answer, short } from './PlanCheck';

interface Keyed {
  container: string;
  name: string;
  known?: KnownImage;
}

/** Containers that get the key, with what is known of their images. */
function keyedContainers({ workload, object }: World): Keyed[] {
  const keyed = new Set(workload.references.map(({ container }) => container));
  return containersOf(podSpec(object))
    .map(({ container }) => ({
      container: String(container.name),
      name: String(container.image ?? ''),
      known: knownImage(String(container.image ?? '')),
    }))
    .filter(({ container }) => keyed.has(container));
}

function evidence(of: readonly Keyed[]): string {
  return `${short(
    of.map(({ container, name }) => `Image ${name} of container ${container}`),
  )}; ${short([
    ...new Set(of.flatMap(({ known }) => known?.image.source ?? [])),
  ])}.`;
}

/**
 * An image that is published under a known name and is known to be too old for a role. Undefined when none is.
 *
 * That of a copy on another registry may have been built anew, so it does not stand in the way.
 */
export function tooOldImages(world: World): Check | undefined {
  const old = keyedContainers(world).filter(
    ({ known }) => known?.verdict === 'tooOld',
  );
  const said = old.flatMap(({ known }) => known ?? []);
  return said.length > 0
    ? answer('sdk', 'F5', {
        state: said.every(({ isCopy }) => isCopy) ? 'warning' : 'blocked',
        params: { images: old.map(({ name }) => name) },
        message: `${short(
          said.map(
            ({ image, version, isCopy }) =>
              `${image.name} ${version}${isCopy ? ', as its name says,' : ''}`,
          ),
        )} cannot take a role.`,
        evidence: evidence(old),
        fix: `Move to ${short(
          said.map(({ image }) => `${image.name} ${image.from} or later`),
        )} first, then make a new plan.`,
      })
    : undefined;
}

/** Every container with the key has a published image that is known to take a role. Undefined when one has not. */
export function fitImages(world: World): Check | undefined {
  const keyed = keyedContainers(world);
  const said = keyed.flatMap(({ known }) =>
    known?.verdict === 'works' && !known.isCopy ? known : [],
  );
  return said.length > 0 && said.length === keyed.length
    ? answer('sdk', 'F5', {
        state: 'passed',
        params: { images: keyed.map(({ name }) => name) },
        message: `${short(
          said.map(({ image, version }) => `${image.name} ${version}`),
        )} can take a role, as every version from ${short(
          said.map(({ image }) => image.from),
        )} on.`,
        evidence: evidence(keyed),
      })
    : undefined;
}
