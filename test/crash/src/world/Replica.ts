import { ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import {
  EndSignal,
  Order,
  Place,
  Report,
  USER_HEADER,
} from '../replica/messages';

export interface ReplicaCall {
  place: Place;
  isInTransaction: boolean;
}

/** A replica of the portal in a process of its own, as its parent sees it. */
export class Replica {
  /** Its last words, for people. */
  readonly log: string[] = [];
  readonly calls: ReplicaCall[] = [];
  /** How often its worker has let go of a migration. */
  letGo = 0;
  private readonly child: ChildProcess;
  private readonly exit: Promise<NodeJS.Signals | number>;
  private readonly met: Promise<EndSignal>;
  private port?: number;
  private readonly waiting = new Map<string, () => void>();
  private readonly loaded: Promise<void>;

  /** @param file - of bundleReplica */
  constructor(file: string, cache: string) {
    this.child = spawn(process.execPath, ['--no-deprecation', file], {
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      env: { PATH: process.env.PATH, TZ: 'UTC', NODE_COMPILE_CACHE: cache },
    });
    this.exit = new Promise(resolve => {
      this.child.once('exit', (code, signal) => resolve(signal ?? code ?? 1));
    });
    this.met = new Promise(resolve => {
      createInterface({ input: this.child.stdout! }).on('line', line =>
        resolve(line as EndSignal),
      );
    });
    createInterface({ input: this.child.stderr! }).on('line', line =>
      this.note(line),
    );
    this.loaded = this.once('loaded');
    this.child.on('message', message => this.take(message as Report));
  }

  async start(order: Omit<Order & { order: 'start' }, 'order'>): Promise<void> {
    await this.loaded;
    const up = this.once('up');
    this.child.send({ order: 'start', ...order });
    await up;
  }

  /** From now on, its calls are counted; with `end`, it ends or stops itself there. Without, it tells of them. */
  watch(end?: { place: Place; signal: EndSignal }): void {
    this.child.send({ order: 'watch', isTold: !end, end } satisfies Order);
  }

  /** Resolves when it has come to the place that it watches for; `undefined` when it ends without. */
  async reached(): Promise<EndSignal | undefined> {
    const how = await Promise.race([this.met, this.exit]);
    if (how === 'SIGKILL') {
      await this.exit;
    }
    if (how === 'SIGSTOP') {
      this.child.kill('SIGSTOP');
      // It waits for this byte, and cannot read it before it is woken.
      this.child.stdin!.write('.');
    }
    return how === 'SIGKILL' || how === 'SIGSTOP' ? how : undefined;
  }

  /** A round of the watch, now. */
  tick(): void {
    this.child.send({ order: 'tick' } satisfies Order);
  }

  wake(): void {
    this.child.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exit;
  }

  get<T>(path: string): Promise<T> {
    return this.send('GET', path);
  }

  /** @param by - the user who asks; default the guest */
  post<T>(path: string, body: object, by?: string): Promise<T> {
    return this.send('POST', path, body, by);
  }

  /** Asks, and looks at `path` instead when it is refused because that was done already. */
  async postOnce<T>(
    path: string,
    body: object,
    look: string,
    by?: string,
  ): Promise<T> {
    try {
      return await this.post<T>(path, body, by);
    } catch (error) {
      if (/ → 409: /.test(String(error))) {
        return this.get<T>(look);
      }
      throw error;
    }
  }

  private async send<T>(
    method: string,
    path: string,
    body?: object,
    by?: string,
  ): Promise<T> {
    const response = await fetch(
      `http://127.0.0.1:${this.port}/api/irsa${path}`,
      {
        method,
        headers: {
          'content-type': 'application/json',
          ...(by && { [USER_HEADER]: by }),
        },
        body: body && JSON.stringify(body),
      },
    );
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path} → ${response.status}: ${text}`);
    }
    return JSON.parse(text);
  }

  private take(message: Report): void {
    switch (message.report) {
      case 'log':
        this.note(`${message.level}: ${message.message}`);
        break;
      case 'call':
        this.calls.push(message);
        break;
      case 'let go':
        this.letGo += 1;
        break;
      case 'up':
        this.port = message.port;
        this.waiting.get('up')?.();
        break;
      default:
        this.waiting.get('loaded')?.();
    }
  }

  private note(line: string): void {
    this.log.push(line);
    if (this.log.length > 60) {
      this.log.shift();
    }
  }

  private once(report: string): Promise<void> {
    return Promise.race([
      new Promise<void>(resolve => {
        this.waiting.set(report, resolve);
      }),
      this.exit.then(how => {
        throw new Error(
          `A replica has ended (${how}) before it was ${report}:\n${this.log.join(
            '\n',
          )}`,
        );
      }),
    ]);
  }
}
