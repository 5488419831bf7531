export const Form = () => (
  <div>
    <label htmlFor="accessKeyId">Don't paste accessKeyId: here</label>
    <input name="accessKeyId" />
  </div>
);
