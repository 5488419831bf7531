import { Box, Text } from '@backstage/ui';
import { SetUp } from 'backstage-plugin-irsa-common';
import { useT } from '../../../hooks';

/** Where change requests can be opened, and what modules of the portal have added. */
export function SetUpAdditions(props: { setUp: SetUp }) {
  const t = useT();
  const { state, changeHosts, extensions } = props.setUp;
  if (state !== 'ready') {
    return null;
  }
  return (
    <Box mb="4">
      <Text as="p">
        {changeHosts.length > 0
          ? t('setUp.changeHosts', { hosts: changeHosts.join(', ') })
          : t('setUp.noChangeHost')}
      </Text>
      {extensions.length > 0 && (
        <Text as="p">
          {t('setUp.extensions', {
            names: extensions.map(({ name }) => name).join(', '),
          })}
        </Text>
      )}
    </Box>
  );
}
