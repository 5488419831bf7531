import { SettableClock, startGitHost } from '@internal/sandbox';
import { GitHostWorld } from '../git/GitHostWorld';

/** The sandbox's Git host, with accounts of each kind. */
export async function openSandboxGitHost(): Promise<GitHostWorld> {
  const { url, portal, host, close } = await startGitHost({
    clock: new SettableClock(),
  });
  const account = (login: string, right: 'read' | 'write') => {
    const token = `token-of-${login}`;
    host.addUser(login, token, right);
    return { login, token };
  };
  const keeper = account('karim', 'write');
  const find = (name: string) => host.repositoryOf(name)!;
  let made = 0;
  return {
    url,
    portal,
    reader: account('rosa', 'read'),
    keeper,
    createRepository: async files => {
      made += 1;
      const name = `deployments-${made}`;
      await host.addRepository({ owner: 'acme', name, files });
      return `acme/${name}`;
    },
    protect: async (name, beginning) => {
      find(name).protectedBranches.add(`${beginning}*`);
    },
    archive: async name => {
      find(name).archived = true;
    },
    merge: async (name, request) => {
      await find(name).merge(request, keeper.login);
    },
    close,
  };
}
