package rt

func (rt *RoundTripper) RoundTrip(r *http.Request) (*http.Response, error) {
	creds, err := rt.cfg.Credentials.Retrieve(r.Context())
	if err != nil {
		return nil, err
	}
	if err := rt.signer.SignHTTP(r.Context(), creds, r, hash, "es", rt.region, time.Now()); err != nil {
		return nil, err
	}
	return rt.next.RoundTrip(r)
}
