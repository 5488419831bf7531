package links

func link(req *request.Request) (string, error) {
	return req.Presign(other.Expiry)
}
