import { SdkUse } from './types';

/** Lists of versions that others take theirs from. */
export const BOM =
  /^(?:software\.amazon\.awssdk:bom|com\.amazonaws:aws-java-sdk-bom)$/;

/** `isToldElsewhere`: the version is from a list of the group, and is judged there. */
export type ChosenUse = SdkUse & { isToldElsewhere: boolean };

const groupOf = (packageName: string) => packageName.split(':')[0];
const nameOf = ({ language, packageName }: SdkUse) =>
  `${language} ${packageName.toLowerCase()}`;

/**
 * Packages without a version where another file, or the list of their group, tells it: central versions, catalogs and
 * BOMs. Versions are judged where they are told.
 */
function withSharedVersions(sdks: readonly SdkUse[]): ChosenUse[] {
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

/** The packages to judge, with the versions that count. */
export function chosenVersions(sdks: readonly SdkUse[]): ChosenUse[] {
  return preferLocked(withSharedVersions(sdks));
}
