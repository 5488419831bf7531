connection = Fog::Storage.new(provider: "AWS", region: "eu-west-1", use_iam_profile: true)
