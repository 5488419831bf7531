import { ChangeHostError, RepositoryTree } from 'backstage-plugin-irsa-node';
import { isPath } from '../checkedChange';
import { ListedFile, readTextFiles } from '../textFiles';
import { ReadLimits } from '../../../config/IrsaConfig';
import { GitHubClient } from './GitHubClient';

/** The text files below a folder at a commit. */
export async function readFolder(
  client: GitHubClient,
  commit: string,
  folder: string,
  limits: ReadLimits,
  isWanted: (path: string) => boolean = () => true,
): Promise<RepositoryTree> {
  const rest = await client.rest();
  const { params } = client;
  const at = folder.replace(/^\/+|\/+$/g, '');
  if (at && !isPath(at)) {
    throw new ChangeHostError('invalid', `'${folder}' is not a folder.`);
  }
  let tree = (await rest.git.getCommit({ ...params, commit_sha: commit })).data
    .tree.sha;
  for (const part of at ? at.split('/') : []) {
    const { data } = await rest.git.getTree({ ...params, tree_sha: tree });
    const next = data.tree.find(
      ({ path, type }) => path === part && type === 'tree',
    );
    if (!next?.sha) {
      throw new ChangeHostError(
        'notFound',
        `${client.title}: there is no folder ${at} at commit ${commit.slice(
          0,
          8,
        )}.`,
      );
    }
    tree = next.sha;
  }
  const { data } = await rest.git.getTree({
    ...params,
    tree_sha: tree,
    recursive: '1',
  });
  const files = data.tree.flatMap(({ path, mode, type, sha, size }) =>
    path && mode && sha && type !== 'tree'
      ? [{ path: at ? `${at}/${path}` : path, mode, sha, size }]
      : [],
  );
  const read = await readTextFiles(
    commit,
    files.filter(({ path }) => isWanted(path)),
    limits,
    async (file: ListedFile) => {
      const blob = await rest.git.getBlob({ ...params, file_sha: file.sha });
      return Buffer.from(blob.data.content, 'base64');
    },
  );
  return data.truncated
    ? {
        ...read,
        notRead: new Map([
          ...read.notRead,
          [at || '.', 'the host lists only a part of this folder'],
        ]),
      }
    : read;
}
