import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { useT } from '../hooks';
import { Framed } from '../ui';
import { MigrationsRouter } from './migration/MigrationsRouter';
import { PreviewPage } from './preview/PreviewPage';
import { ServicesRouter } from './services/ServicesRouter';
import { TrustRouter } from './trust/TrustRouter';
import { UnknownPage } from './UnknownPage';
import { useIsOffTabs } from './useIsOffTabs';

const TABS = ['services', 'migrations', 'preview', 'trust'];

/** All tabs in the frame of the old frontend system; in the new one each is an extension of its own. */
export function IrsaPage() {
  const t = useT();
  // The layout gives addresses of no tab to its first, which would read them as those of services.
  const isOff = useIsOffTabs(TABS);
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} />
      <Framed>
        <TabbedLayout>
          <TabbedLayout.Route path="/services" title={t('page.services')}>
            {isOff ? <UnknownPage /> : <ServicesRouter />}
          </TabbedLayout.Route>
          <TabbedLayout.Route path="/migrations" title={t('page.migrations')}>
            <MigrationsRouter />
          </TabbedLayout.Route>
          <TabbedLayout.Route path="/preview" title={t('page.preview')}>
            <PreviewPage />
          </TabbedLayout.Route>
          <TabbedLayout.Route path="/trust" title={t('page.trust')}>
            <TrustRouter />
          </TabbedLayout.Route>
        </TabbedLayout>
      </Framed>
    </Page>
  );
}
