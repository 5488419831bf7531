import { containersOf, Json, podSpec } from '../world/podTemplate';
import { textsOfContainer } from '../world/textsOfContainer';
import { answer, PlanCheck, short } from './PlanCheck';

/** Elasticsearch and OpenSearch in any edition, but not what is only named after them, such as exporters and dashboards. */
const IMAGE =
  /(?:^|\/)(elasticsearch|opensearch)(?:-(?:oss|wolfi))?(?:[:@]|$)/i;

/** A link to the token, as the pages below name it, or the setting that names another place. */
const LINKED = /aws-web-identity-token-file|identity_token_file/i;

/**
 * Some software may read files in its own folder of settings only, and so not the token where the webhook puts it. Elasticsearch finds
 * it by a link there. Whether an image has the link in it cannot be seen.
 * https://www.elastic.co/guide/en/elasticsearch/reference/current/repository-s3.html
 * https://docs.opensearch.org/latest/tuning-your-cluster/availability-and-recovery/snapshots/snapshot-restore/
 */
export const confinedReaders: PlanCheck = ({ world }) => {
  const all = containersOf(podSpec(world.object)).map(
    ({ container }) => container,
  );
  const confined = all.flatMap(({ name, image }) => {
    const software = IMAGE.exec(String(image ?? ''))?.[1].toLowerCase();
    return software ? [{ name: String(name), software }] : [];
  });
  if (confined.length === 0 || all.some(linksTheToken)) {
    return undefined;
  }
  const containers = confined.map(({ name }) => name);
  const isOpenSearch = confined.every(
    ({ software }) => software === 'opensearch',
  );
  return answer('confined-readers', 'F20', {
    state: 'warning',
    params: { containers },
    message: `Container ${short(containers)} runs ${
      isOpenSearch ? 'OpenSearch' : 'Elasticsearch'
    }, which reads files in its own folder of settings only. The token lies elsewhere, and nothing in the Pod template links it: its snapshots in S3 would fail without the key.`,
    evidence:
      'Images, commands, hooks and variables of the containers. What is in an image is not read.',
    fix: isOpenSearch
      ? 'Link the token into the folder of settings before the process starts, and name the link in s3.client.default.identity_token_file. Keys in its keystore (s3.client.*) have to go too.'
      : 'Before the process starts: mkdir -p "$ES_PATH_CONF/repository-s3"; ln -s "$AWS_WEB_IDENTITY_TOKEN_FILE" "$ES_PATH_CONF/repository-s3/aws-web-identity-token-file". Keys in its keystore (s3.client.*) have to go too.',
  });
};

function linksTheToken(container: Json): boolean {
  return textsOfContainer(container).some(
    ({ texts, variable = '' }) =>
      LINKED.test(variable) || texts.some(text => LINKED.test(text)),
  );
}
