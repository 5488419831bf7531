import { SdkUse } from './types';

/** Lists of versions that others take theirs from. */
export const BOM =
  /^(?:software\.amazon\.awssdk:bom|com\.amazonaws:aws-java-sdk-bom)$/;

/** `managed`: only a version is told, for those that ask for the package elsewhere. */
export type NamedSdk = SdkUse & { managed: boolean };

/** `isToldElsewhere`: the version is from a list of the group, and is judged there. */
export type ChosenUse = NamedSdk & { isToldElsewhere: boolean };

const groupOf = (packageName: string) => packageName.split(':')[0];
const nameOf = ({ language, packageName }: SdkUse) =>
  `${language} ${packageName.toLowerCase()}`;

/**
 * Packages without a version where another file, or the list of their group, tells it: central versions, catalogs and
 * BOMs. Versions are judged where they are told.
 */
function withSharedVersions(sdks: readonly NamedSdk[]): ChosenUse[] {
  const told = new Set(
    sdks.filter(({ version }) => version).map(each => nameOf(each)),
  );
  const lists = new Map(
    sdks
      .filter(({ packageName, version }) => version && BOM.test(packageName))
      .map(({ packageName, version }) => [groupOf(packageName), version]),
  );
  return sdks.flatMap<ChosenUse>(sdk => {
    if (sdk.version) {
      return [{ ...sdk, isToldElsewhere: false }];
    }
    if (told.has(nameOf(sdk))) {
      return [];
    }
    const version = lists.get(groupOf(sdk.packageName));
    return [{ ...sdk, version, isToldElsewhere: version !== undefined }];
  });
}

/** When a lock file has the version, the range in the manifest is ignored. */
function preferLocked(sdks: ChosenUse[]): ChosenUse[] {
  const locked = new Set(sdks.filter(sdk => sdk.locked).map(nameOf));
  const seen = new Set<string>();
  return sdks.filter(sdk => {
    if (!sdk.locked && locked.has(nameOf(sdk))) {
      return false;
    }
    const whole = `${nameOf(sdk)} ${sdk.version} ${sdk.file}`;
    return !seen.has(whole) && seen.add(whole);
  });
}

/** Packages that others bring along. */
const BROUGHT_BY: Record<string, RegExp> = {
  'python botocore': /^python (?:boto3|aiobotocore|aioboto3|s3fs)$/,
};

/** A version without a package that asks for it is of no use; lists of versions are judged themselves. */
function withoutUnasked(sdks: readonly NamedSdk[]): NamedSdk[] {
  const asked = new Set(sdks.filter(each => !each.managed).map(nameOf));
  const isAsked = (sdk: NamedSdk) =>
    asked.has(nameOf(sdk)) ||
    [...asked].some(each => BROUGHT_BY[nameOf(sdk)]?.test(each));
  return asked.size === 0
    ? [...sdks]
    : sdks.filter(
        each => !each.managed || BOM.test(each.packageName) || isAsked(each),
      );
}

/** The packages to judge, with the versions that count. */
export function chosenVersions(sdks: readonly NamedSdk[]): ChosenUse[] {
  return preferLocked(withSharedVersions(withoutUnasked(sdks)));
}
