import { Alert } from '@backstage/ui';
import { SetUp, SetUpProblem } from 'backstage-plugin-irsa-common';
import { T, useFormats, useT } from '../../../hooks';

/** Names each wrong setting and each cluster that is left out, with the reason; nothing where all is well. */
export function SetUpProblems(props: { setUp: SetUp }) {
  const t = useT();
  const { moment } = useFormats();
  const { problems, clusterSources } = props.setUp;
  const failed = clusterSources.filter(({ message }) => message);
  const leftOut = clusterSources.flatMap(source => source.leftOut);
  return (
    <>
      {problems.map(problem => (
        <Alert
          key={`${problem.area}-${problem.key}-${problem.message}`}
          role="status"
          status={problem.severity === 'error' ? 'danger' : 'warning'}
          icon
          title={sentence(t, problem)}
          description={
            problem.nextTryAt &&
            t('setUp.nextTry', { at: moment(problem.nextTryAt) })
          }
        />
      ))}
      {failed.map(({ key, message = '' }) => (
        <Alert
          key={key}
          role="status"
          status="warning"
          icon
          title={t('setUp.problemOf', { key, message })}
        />
      ))}
      {leftOut.length > 0 && (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('setUp.leftOut', { count: leftOut.length })}
          description={
            <ul>
              {leftOut.map(({ key, name, reason }) => (
                <li key={key}>
                  {t('setUp.leftOutOf', { name: name ?? key, reason })}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </>
  );
}

function sentence(t: T, { key, message }: SetUpProblem): string {
  return !key || message.includes(key)
    ? message
    : t('setUp.problemOf', { key, message });
}
