import { useState } from 'react';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Button,
} from '@backstage/ui';
import { Diff } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { DiffView, Stack } from '../../ui';
import styles from './Diffs.module.css';

/** The differences, one folded part an object. */
export function Diffs(props: {
  diffs: Diff[];
  open: string[];
  onToggle: (id: string, isOpen: boolean) => void;
}) {
  return (
    <Stack>
      {props.diffs.map(diff => (
        <div key={diff.id} id={`diff-${diff.id}`}>
          <Accordion
            isExpanded={props.open.includes(diff.id)}
            onExpandedChange={isOpen => props.onToggle(diff.id, isOpen)}
          >
            <AccordionTrigger level={3} title={diff.title} />
            <AccordionPanel>
              {props.open.includes(diff.id) && <Body diff={diff} />}
            </AccordionPanel>
          </Accordion>
        </div>
      ))}
    </Stack>
  );
}

function Body(props: { diff: Diff }) {
  const t = useT();
  const [isJson, setIsJson] = useState(false);
  const { diff } = props;
  return (
    <>
      {diff.json && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() => setIsJson(!isJson)}
        >
          {isJson ? t('diff.showYaml') : t('diff.showJson')}
        </Button>
      )}
      {isJson ? (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre className={styles.json} tabIndex={0}>
          {diff.json}
        </pre>
      ) : (
        <DiffView title={diff.title} before={diff.before} after={diff.after} />
      )}
    </>
  );
}
