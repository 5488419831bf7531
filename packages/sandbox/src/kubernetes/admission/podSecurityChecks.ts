import { Container, JsonObject, PodSpec } from '../types';
import { isObject } from '../json';

/** The violation in the words of the API server; undefined when there is none. */
type Check = (spec: PodSpec) => string | undefined;

type Security = {
  privileged?: boolean;
  allowPrivilegeEscalation?: boolean;
  runAsNonRoot?: boolean;
  runAsUser?: number;
  capabilities?: { add?: string[]; drop?: string[] };
  seccompProfile?: { type?: string };
  procMount?: string;
  seLinuxOptions?: { type?: string; user?: string; role?: string };
  sysctls?: { name: string }[];
};

const DEFAULT_CAPABILITIES = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];
const OPEN_VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];
const SAFE_SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
];
const SECCOMP = ['RuntimeDefault', 'Localhost'];

function securityOf(holder: { securityContext?: unknown }): Security {
  return isObject(holder.securityContext)
    ? (holder.securityContext as Security)
    : {};
}

function containersOf(
  spec: PodSpec,
): (Container & { securityContext?: unknown })[] {
  const ephemeral = (spec.ephemeralContainers ?? []) as unknown as Container[];
  return [...(spec.initContainers ?? []), ...spec.containers, ...ephemeral];
}

/** `container "a"` or `containers "a", "b"`, followed by the verb in singular or plural. */
function named(names: string[], rest: string): string {
  const list = names.map(name => `"${name}"`).join(', ');
  return `${names.length > 1 ? 'containers' : 'container'} ${list} ${rest}`;
}

/** `pod and container "a"`; undefined when it is neither. */
function subjectsOf(pod: boolean, containers: string[]): string | undefined {
  const subjects = [
    ...(pod ? ['pod'] : []),
    ...(containers.length ? [named(containers, '').trimEnd()] : []),
  ];
  return subjects.length ? subjects.join(' and ') : undefined;
}

function containersWhere(
  spec: PodSpec,
  test: (security: Security) => boolean,
): string[] {
  return containersOf(spec)
    .filter(container => test(securityOf(container)))
    .map(({ name }) => name);
}

function quoted(values: string[]): string {
  return [...new Set(values)]
    .sort()
    .map(value => `"${value}"`)
    .join(', ');
}

const allowPrivilegeEscalation: Check = spec => {
  const bad = containersWhere(
    spec,
    security => security.allowPrivilegeEscalation !== false,
  );
  return bad.length
    ? `allowPrivilegeEscalation != false (${named(
        bad,
        'must set securityContext.allowPrivilegeEscalation=false',
      )})`
    : undefined;
};

function added(spec: PodSpec, allowed: string[]) {
  const bad = containersOf(spec).filter(container =>
    securityOf(container).capabilities?.add?.some(
      name => !allowed.includes(name),
    ),
  );
  const names = bad.flatMap(
    container =>
      securityOf(container).capabilities?.add?.filter(
        name => !allowed.includes(name),
      ) ?? [],
  );
  return bad.length
    ? named(
        bad.map(({ name }) => name),
        `must not include ${quoted(names)} in securityContext.capabilities.add`,
      )
    : undefined;
}

const capabilitiesBaseline: Check = spec => {
  const bad = added(spec, DEFAULT_CAPABILITIES);
  return bad && `non-default capabilities (${bad})`;
};

const capabilitiesRestricted: Check = spec => {
  const keeping = containersWhere(
    spec,
    ({ capabilities }) => !capabilities?.drop?.includes('ALL'),
  );
  const problems = [
    keeping.length
      ? named(keeping, 'must set securityContext.capabilities.drop=["ALL"]')
      : undefined,
    added(spec, ['NET_BIND_SERVICE']),
  ].filter(Boolean);
  return problems.length
    ? `unrestricted capabilities (${problems.join('; ')})`
    : undefined;
};

const hostNamespaces: Check = spec => {
  const shared = ['hostNetwork', 'hostPID', 'hostIPC'].filter(
    field => spec[field] === true,
  );
  return shared.length
    ? `host namespaces (${shared.map(field => `${field}=true`).join(', ')})`
    : undefined;
};

const hostPathVolumes: Check = spec => {
  const bad = (spec.volumes ?? [])
    .filter(volume => 'hostPath' in volume)
    .map(({ name }) => `"${name}"`);
  return bad.length
    ? `hostPath volumes (volume${bad.length > 1 ? 's' : ''} ${bad.join(', ')})`
    : undefined;
};

const hostPorts: Check = spec => {
  const portsOf = (container: Container) =>
    (container.ports ?? []).flatMap(port => {
      const { hostPort } = port as { hostPort?: number };
      return hostPort ? [hostPort] : [];
    });
  const bad = containersOf(spec).filter(item => portsOf(item).length);
  if (!bad.length) {
    return undefined;
  }
  const ports = [...new Set(bad.flatMap(portsOf))].sort((a, b) => a - b);
  return `hostPort (${named(
    bad.map(({ name }) => name),
    `${bad.length > 1 ? 'use' : 'uses'} hostPort${
      ports.length > 1 ? 's' : ''
    } ${ports.join(', ')}`,
  )})`;
};

const privileged: Check = spec => {
  const bad = containersWhere(spec, security => security.privileged === true);
  return bad.length
    ? `privileged (${named(
        bad,
        'must not set securityContext.privileged=true',
      )})`
    : undefined;
};

const procMount: Check = spec => {
  const bad = containersOf(spec).filter(container => {
    const mount = securityOf(container).procMount;
    return mount !== undefined && mount !== 'Default';
  });
  return bad.length
    ? `procMount (${named(
        bad.map(({ name }) => name),
        `must not set securityContext.procMount to ${quoted(
          bad.map(container => securityOf(container).procMount!),
        )}`,
      )})`
    : undefined;
};

const restrictedVolumes: Check = spec => {
  const bad = (spec.volumes ?? []).flatMap(volume => {
    const type = Object.keys(volume).find(key => key !== 'name');
    return type && !OPEN_VOLUMES.includes(type) ? [{ volume, type }] : [];
  });
  if (!bad.length) {
    return undefined;
  }
  const plural = bad.length > 1;
  return `restricted volume types (volume${plural ? 's' : ''} ${bad
    .map(({ volume }) => `"${volume.name}"`)
    .join(', ')} ${plural ? 'use' : 'uses'} restricted volume type${
    new Set(bad.map(({ type }) => type)).size > 1 ? 's' : ''
  } ${quoted(bad.map(({ type }) => type))})`;
};

const runAsNonRoot: Check = spec => {
  const pod = securityOf(spec as { securityContext?: unknown });
  const explicit = containersWhere(spec, each => each.runAsNonRoot === false);
  const implicit = containersWhere(
    spec,
    each => each.runAsNonRoot === undefined,
  );
  const subjects = subjectsOf(pod.runAsNonRoot === false, explicit);
  if (subjects) {
    return `runAsNonRoot != true (${subjects} must not set securityContext.runAsNonRoot=false)`;
  }
  if (pod.runAsNonRoot === true || !implicit.length) {
    return undefined;
  }
  return `runAsNonRoot != true (pod or ${named(
    implicit,
    'must set securityContext.runAsNonRoot=true',
  )})`;
};

const runAsUser: Check = spec => {
  const pod = securityOf(spec as { securityContext?: unknown });
  const bad = containersWhere(spec, each => each.runAsUser === 0);
  const subjects = subjectsOf(pod.runAsUser === 0, bad);
  return subjects && `runAsUser=0 (${subjects} must not set runAsUser=0)`;
};

function badSeccomp(spec: PodSpec): string | undefined {
  const pod = securityOf(spec as { securityContext?: unknown });
  const wrong = (security: Security) => {
    const type = security.seccompProfile?.type;
    return type !== undefined && !SECCOMP.includes(type);
  };
  const bad = containersOf(spec).filter(item => wrong(securityOf(item)));
  const subjects = subjectsOf(
    wrong(pod),
    bad.map(({ name }) => name),
  );
  if (!subjects) {
    return undefined;
  }
  const values = [pod, ...bad.map(securityOf)]
    .filter(wrong)
    .map(security => security.seccompProfile!.type!);
  return `seccompProfile (${subjects} must not set securityContext.seccompProfile.type to ${quoted(
    values,
  )})`;
}

const seccompRestricted: Check = spec => {
  const bad = badSeccomp(spec);
  if (bad) {
    return bad;
  }
  const pod = securityOf(spec as { securityContext?: unknown });
  const missing = containersWhere(spec, each => !each.seccompProfile?.type);
  if (pod.seccompProfile?.type || !missing.length) {
    return undefined;
  }
  return `seccompProfile (pod or ${named(
    missing,
    'must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"',
  )})`;
};

const sysctls: Check = spec => {
  const pod = securityOf(spec as { securityContext?: unknown });
  const bad = (pod.sysctls ?? [])
    .map(({ name }) => name)
    .filter(name => !SAFE_SYSCTLS.includes(name));
  return bad.length ? `forbidden sysctls (${bad.join(', ')})` : undefined;
};

const BASELINE: Check[] = [
  capabilitiesBaseline,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  privileged,
  procMount,
  badSeccomp,
  sysctls,
];
const RESTRICTED: Check[] = [
  hostNamespaces,
  hostPorts,
  privileged,
  sysctls,
  allowPrivilegeEscalation,
  capabilitiesRestricted,
  procMount,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
  seccompRestricted,
];

export type SecurityLevel = 'privileged' | 'baseline' | 'restricted';

export const SECURITY_LEVELS: SecurityLevel[] = [
  'privileged',
  'baseline',
  'restricted',
];

/**
 * The parts of a Pod's spec that a level does not allow. SELinux types, AppArmor and Windows host processes are not
 * checked.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function securityViolations(
  spec: PodSpec,
  level: SecurityLevel,
): string[] {
  if (level === 'privileged') {
    return [];
  }
  const skipped: Check[] = [];
  if ((spec.os as JsonObject | undefined)?.name === 'windows') {
    skipped.push(
      allowPrivilegeEscalation,
      capabilitiesRestricted,
      seccompRestricted,
    );
  }
  // In its own user namespace, root has no rights on the host.
  if (spec.hostUsers === false) {
    skipped.push(runAsNonRoot, runAsUser);
    if (level === 'baseline') {
      skipped.push(procMount);
    }
  }
  return (level === 'baseline' ? BASELINE : RESTRICTED)
    .filter(check => !skipped.includes(check))
    .flatMap(check => check(spec) ?? []);
}
