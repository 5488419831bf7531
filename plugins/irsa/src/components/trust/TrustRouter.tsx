import { Route, Routes } from 'react-router-dom';
import { IrsaRoot, UnknownPath } from '../../ui';
import { ReachPage } from './ReachPage';
import { RolePage } from './RolePage';
import { TrustPage } from './TrustPage';

/** What is under the tab Trust. */
export function TrustRouter() {
  return (
    <IrsaRoot>
      <Routes>
        <Route index element={<TrustPage />} />
        <Route path="reach" element={<ReachPage />} />
        <Route path=":accountId/:role" element={<RolePage />} />
        <Route path="*" element={<UnknownPath />} />
      </Routes>
    </IrsaRoot>
  );
}
