module example.com/svc

require github.com/thanos-io/objstore v0.0.0-20240101
