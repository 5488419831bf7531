import { Route, Routes } from 'react-router-dom';
import { IrsaRoot, UnknownPath } from '../../ui';
import { FirstRunPage } from './firstRun/FirstRunPage';
import { SetUpPage } from './setup/SetUpPage';
import { ServicesPage } from './ServicesPage';
import { WorkloadPage } from './workload/WorkloadPage';

/** What is under the tab Services. */
export function ServicesRouter() {
  return (
    <IrsaRoot>
      <Routes>
        <Route index element={<ServicesPage />} />
        <Route path="set-up" element={<SetUpPage />} />
        <Route path="first-steps" element={<FirstRunPage />} />
        <Route
          path=":cluster/:namespace/:kind/:name"
          element={<WorkloadPage />}
        />
        <Route path="*" element={<UnknownPath />} />
      </Routes>
    </IrsaRoot>
  );
}
