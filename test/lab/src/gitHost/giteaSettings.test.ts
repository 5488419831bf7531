import { readSettings } from '../settings';
import { giteaSettings } from './giteaSettings';

describe('settings of Gitea', () => {
  const settings = {
    ...readSettings({ LAB_PORT: '30000' }),
    directory: '/run/lab',
  };
  const text = giteaSettings(settings, '/cache/files', 'secret-of-the-lab');
  const section = (name: string) =>
    text.split(`[${name}]\n`)[1].split('\n[')[0];

  it('keep it on loopback, on the port of the lab', () => {
    expect(section('server')).toContain('HTTP_ADDR = 127.0.0.1\n');
    expect(section('server')).toContain('HTTP_PORT = 30008\n');
    expect(section('server')).toContain('DISABLE_SSH = true\n');
    expect(section('cron.update_checker')).toContain('ENABLED = false');
  });

  it('keep its data in the folder of the lab', () => {
    expect(section('database')).toContain('PATH = /run/lab/gitea/gitea.db');
    expect(section('repository')).toContain('ROOT = /run/lab/gitea/');
  });
});
