export interface LogLine {
  /** Milliseconds since the epoch. */
  time: number;
  text: string;
}

const KEPT_LINES = 2000;

interface Follower {
  line(line: LogLine): void;
  end(): void;
}

interface ContainerLog {
  current: LogLine[];
  previous: LogLine[];
  followers: Set<Follower>;
}

/** The last lines of each container, of the present run and the one before. */
export class PodLogs {
  private logs = new Map<string, ContainerLog>();

  has(podUid: string, container: string): boolean {
    return this.logs.has(`${podUid}/${container}`);
  }

  lines(podUid: string, container: string, previous: boolean): LogLine[] {
    const log = this.logs.get(`${podUid}/${container}`);
    return (previous ? log?.previous : log?.current) ?? [];
  }

  /** Starts a new run of the container. The log so far becomes the previous log. */
  begin(podUid: string, container: string): void {
    const key = `${podUid}/${container}`;
    const log = this.logs.get(key);
    if (!log) {
      this.logs.set(key, {
        current: [],
        previous: [],
        followers: new Set(),
      });
      return;
    }
    log.previous = log.current;
    log.current = [];
  }

  append(podUid: string, container: string, line: LogLine): void {
    const log = this.logs.get(`${podUid}/${container}`);
    if (!log) {
      return;
    }
    log.current.push(line);
    if (log.current.length > KEPT_LINES) {
      log.current.shift();
    }
    log.followers.forEach(follower => follower.line(line));
  }

  /** Ends the run of the container and tells the followers of its log. */
  end(podUid: string, container: string): void {
    const log = this.logs.get(`${podUid}/${container}`);
    const followers = [...(log?.followers ?? [])];
    log?.followers.clear();
    followers.forEach(follower => follower.end());
  }

  follow(
    podUid: string,
    container: string,
    line: (line: LogLine) => void,
    end: () => void,
  ): () => void {
    const log = this.logs.get(`${podUid}/${container}`);
    const follower = { line, end };
    log?.followers.add(follower);
    return () => log?.followers.delete(follower);
  }

  forget(podUid: string): void {
    for (const key of [...this.logs.keys()]) {
      if (!key.startsWith(`${podUid}/`)) {
        continue;
      }
      this.end(podUid, key.slice(podUid.length + 1));
      this.logs.delete(key);
    }
  }
}
