module example.com/svc

go 1.21

require (
	github.com/thanos-io/objstore v0.0.0-20240101000000-abcdef
)
