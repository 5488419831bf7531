module example.com/svc

go 1.21

require (
	github.com/mitchellh/goamz v0.0.0-20150317174335-caaaea8b30ee
)
