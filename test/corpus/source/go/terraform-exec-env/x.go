package x

import "github.com/hashicorp/terraform-exec/tfexec"

func setUp(tf *tfexec.Terraform, k, s string) error {
	return tf.SetEnv(map[string]string{
		"AWS_ACCESS_KEY_ID":     k,
		"AWS_SECRET_ACCESS_KEY": s,
	})
}
