package main

func signer(cfg aws.Config) (*requestsigner.Signer, error) {
	return requestsigner.NewSignerWithService(cfg, "es")
}
