Stripe.api_key = ENV.fetch("STRIPE_KEY")
key = params[:key]
S3 = Aws::S3::Resource.new(region: "eu-west-1")
