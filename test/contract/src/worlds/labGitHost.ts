import { Gitea, LabGitHost } from '@internal/lab';
import { GitHostWorld } from '../git/GitHostWorld';

/** The lab's Gitea, with accounts of each kind that belong to this world only. */
export async function openLabGitHost(host: LabGitHost): Promise<GitHostWorld> {
  const gitea = new Gitea(host);
  const suffix = Math.random().toString(36).slice(2, 8);
  const [portal, reader, keeper] = [
    await gitea.createAccount(`portal-${suffix}`),
    await gitea.createAccount(`rosa-${suffix}`),
    await gitea.createAccount(`karim-${suffix}`),
  ];
  let made = 0;
  return {
    url: gitea.url,
    portal,
    reader,
    keeper,
    createRepository: files => {
      made += 1;
      return gitea.createRepository(
        keeper.login,
        `deployments-${made}`,
        files,
        { [portal.login]: 'write', [reader.login]: 'read' },
      );
    },
    protect: (repository, beginning) =>
      gitea.send('POST', `/repos/${repository}/branch_protections`, {
        rule_name: `${beginning}**`,
        enable_push: false,
      }),
    archive: repository =>
      gitea.send('PATCH', `/repos/${repository}`, { archived: true }),
    merge: (repository, request) => gitea.merge(repository, request, keeper),
    close: async () => {},
  };
}
