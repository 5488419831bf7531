import { ChangeImpossibleError } from 'backstage-plugin-irsa-node';
import { composeSecretRemoval } from '../../requests/composeSecretRemoval';
import { isChangeHostError } from '../../requests/isChangeHostError';
import { readPlace } from '../../requests/readPlace';
import { SecretRequest } from '../model/records';
import { StepContext } from '../model/Step';
import { repositoryOf } from './hostedRequest';

/** Reasons against a removal that only what makes the Secret can give. */
const MADE = [
  ...['ambiguous', 'mixed', 'stillNamed', 'otherMaker', 'anchor'],
  ...['ignored', 'repeated'],
];

/**
 * Whether the branch makes the Secret with AWS keys now, at the place that the request takes it from. Undefined when that cannot be
 * told. Throws ChangeHostError.
 *
 * @param mergeCommit - of the request: a branch that does not show it yet tells nothing
 */
export async function isMadeInGit(
  context: StepContext,
  request: SecretRequest,
  mergeCommit?: string,
): Promise<boolean | undefined> {
  const { name, base, folder } = request;
  if (folder === undefined) {
    return undefined;
  }
  return context.read(async () => {
    const repository = repositoryOf(context, request);
    const commit = await repository.head(base);
    const isKnown =
      commit !== undefined &&
      (!mergeCommit || (await repository.contains(mergeCommit, commit)));
    if (!isKnown) {
      return undefined;
    }
    try {
      const tree = await readPlace(repository, commit, folder);
      return await isMadeBy(() =>
        composeSecretRemoval(tree, folder, {
          namespace: context.execution.workload.namespace,
          name,
          awsKeys: [],
          otherKeys: [],
        }),
      );
    } catch (error) {
      if (isChangeHostError(error) && error.kind === 'notFound') {
        // The branch is there and the folder is not: it went with its last file.
        return false;
      }
      if (error instanceof ChangeImpossibleError) {
        return undefined;
      }
      throw error;
    }
  });
}

async function isMadeBy(
  compose: () => Promise<unknown>,
): Promise<boolean | undefined> {
  try {
    await compose();
    return true;
  } catch (error) {
    if (!(error instanceof ChangeImpossibleError)) {
      throw error;
    }
    if (error.code === 'notFound') {
      return false;
    }
    return MADE.includes(error.code) ? true : undefined;
  }
}
