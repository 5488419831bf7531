package links

const ttl = 60

func link(req *request.Request) (string, error) {
	return req.Presign(ttl * time.Second)
}
