import { Route, Routes } from 'react-router-dom';
import { IrsaRoot, UnknownPath } from '../../ui';
import { PlanPage } from '../plan/PlanPage';
import { MigrationPage } from './MigrationPage';
import { MigrationsPage } from './MigrationsPage';

/** What is under the tab Migrations; plans live here too. */
export function MigrationsRouter() {
  return (
    <IrsaRoot>
      <Routes>
        <Route index element={<MigrationsPage />} />
        <Route path="plans/:planId" element={<PlanPage />} />
        <Route path=":migrationId" element={<MigrationPage />} />
        <Route path="*" element={<UnknownPath />} />
      </Routes>
    </IrsaRoot>
  );
}
