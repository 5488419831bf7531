module example.com/svc

go 1.21

require (
	cloud.google.com/go/storage v1.36.0
)
