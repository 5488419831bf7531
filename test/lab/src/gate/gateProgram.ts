import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeAtomically } from '../files/writeAtomically';
import { Program } from '../processes/Processes';
import { ACCOUNT_ID, keyFile, LabSettings, ROOT_KEY } from '../settings';
import { GateOptions } from './startGate';

// eslint-disable-next-line no-restricted-syntax
const HERE = __dirname;
const TRANSFORM = resolve(
  HERE,
  '../../../../node_modules/@backstage/cli/config/nodeTransform.cjs',
);

/** The gate as a separate process. Its options are in a file that only the owner can read. */
export function gateProgram(settings: LabSettings): Program {
  const token = keyFile(settings, 'gate.token');
  if (!existsSync(token)) {
    writeAtomically(token, randomBytes(24).toString('hex'));
  }
  const options: GateOptions = {
    port: settings.ports.gate,
    emulatorPort: settings.ports.emulator,
    region: settings.region,
    accountId: ACCOUNT_ID,
    rootKey: ROOT_KEY,
    issuers: {
      [settings.issuer]: `https://127.0.0.1:${settings.ports.apiServer}`,
    },
    caFile: keyFile(settings, 'ca.crt'),
    controlToken: readFileSync(token, 'utf8'),
  };
  const file = join(settings.directory, 'gate.json');
  writeAtomically(file, JSON.stringify(options));
  return {
    name: 'gate',
    command: process.execPath,
    args: ['--require', TRANSFORM, join(HERE, 'main.ts'), file],
  };
}
