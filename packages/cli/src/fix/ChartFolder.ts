import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {
  HelmRelease,
  inWorkFolder,
  KubernetesObject,
  localChartsOf,
  renderHelm,
  withLocalCharts,
} from 'backstage-plugin-irsa-node';
import { CommandError } from '../errors';
import { isObject } from '../json';
import { textsOfPackedChart } from './packedChart';
import { parse } from 'yaml';

const LEFT_OUT = /^(node_modules|\.git)$/;
const MAX_BYTES = 50 * 1024 * 1024;

/** Whether a path is the folder of a chart. */
export function isChart(folder: string): boolean {
  return (
    statSync(path.join(folder, 'Chart.yaml'), {
      throwIfNoEntry: false,
    })?.isFile() ?? false
  );
}

/** A chart of Helm on the disk, with files of values. Its texts are known by their paths from `cwd`, with forward slashes. */
export class ChartFolder {
  /** From `cwd`. */
  readonly chart: string;
  /** Of values, from `cwd`; the last one wins. */
  readonly values: string[];
  readonly texts = new Map<string, string>();
  /** Packed charts in it. */
  readonly packed: string[] = [];

  /** Throws CommandError when a file cannot be read. */
  constructor(
    private readonly cwd: string,
    folder: string,
    values: readonly string[],
  ) {
    this.chart = this.keyOf(path.resolve(cwd, folder));
    this.readChart(path.resolve(cwd, folder), folder);
    this.values = values.map(each => this.readValues(each));
  }

  /** With those of the same repository that it takes over. */
  private readChart(own: string, folder: string): void {
    let bytes = 0;
    for (const name of filesIn(own)) {
      const file = path.join(own, name);
      bytes += statSync(file).size;
      if (bytes > MAX_BYTES) {
        throw new CommandError(
          `${folder} holds more than ${
            MAX_BYTES / 1024 ** 2
          } MiB, which is no chart. Name the folder of the chart itself.`,
        );
      }
      if (name.endsWith('.tgz')) {
        this.packed.push(this.keyOf(file));
        this.readPacked(file);
      } else {
        this.texts.set(this.keyOf(file), textOf(file));
      }
    }
    for (const { place } of localChartsOf(this.texts, this.keyOf(own))) {
      const file = this.fileOf(place);
      const isKnown = this.texts.has(path.posix.join(place, 'Chart.yaml'));
      if (!isKnown && isChart(file)) {
        this.readChart(file, place);
      }
    }
  }

  /** What it takes for values is seen only inside. None of it is ever written. */
  private readPacked(file: string): void {
    for (const [name, text] of textsOfPackedChart(readFileSync(file))) {
      const key = this.keyOf(path.join(path.dirname(file), name));
      if (!this.texts.has(key)) {
        this.texts.set(key, text);
      }
    }
  }

  /** The texts with charts of the same repository in the folder `charts`. */
  withLocalCharts(): Map<string, string> {
    return withLocalCharts(this.texts, this.chart, this.packed);
  }

  private readValues(given: string): string {
    const file = path.resolve(this.cwd, given);
    try {
      this.texts.set(this.keyOf(file), textOf(file));
    } catch (error) {
      throw new CommandError(
        `${given} cannot be read (${
          (error as { code?: string }).code
        }). Name a file of values with --values.`,
      );
    }
    return this.keyOf(file);
  }

  /** The name that Chart.yaml gives it. */
  get name(): string {
    const key = path.posix.join(this.chart, 'Chart.yaml');
    const description = parse(this.texts.get(key) ?? '', {
      logLevel: 'silent',
    });
    return isObject(description) ? String(description.name) : 'release';
  }

  /** Where a text is on the disk. */
  fileOf(key: string): string {
    return path.resolve(this.cwd, ...key.split('/'));
  }

  /** Renders the chart as it would be with these texts, in a copy of it, packed charts and all. Throws RenderError. */
  render(
    texts: ReadonlyMap<string, string>,
    values: readonly string[],
    release: HelmRelease,
    searchPath: string | undefined,
  ): Promise<KubernetesObject[]> {
    const own = this.fileOf(this.chart);
    return inWorkFolder(new Map(), async root => {
      const copy = path.join(root, 'chart');
      cpSync(own, copy, {
        recursive: true,
        filter: source => !LEFT_OUT.test(path.basename(source)),
      });
      for (const [key, text] of texts) {
        const inside = path.relative(own, this.fileOf(key));
        if (text !== this.texts.get(key) && !inside.startsWith('..')) {
          const target = path.join(copy, inside);
          mkdirSync(path.dirname(target), { recursive: true });
          writeFileSync(target, text);
        }
      }
      const given = values.map((text, at) => {
        const file = path.join(root, `values-${at}.yaml`);
        writeFileSync(file, text, { mode: 0o600 });
        return file;
      });
      return renderHelm(copy, given, release, {
        searchPath,
        title: this.chart || '.',
      });
    });
  }

  private keyOf(file: string): string {
    return path.relative(this.cwd, file).split(path.sep).join('/');
  }
}

/** Without the mark that some editors write at the beginning of a file; it is written again with the file. */
function textOf(file: string): string {
  return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
}

function filesIn(folder: string, below = ''): string[] {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap(
    entry => {
      const name = path.join(below, entry.name);
      if (LEFT_OUT.test(entry.name)) {
        return [];
      }
      if (entry.isDirectory()) {
        return filesIn(folder, name);
      }
      return entry.isFile() ? [name] : [];
    },
  );
}
