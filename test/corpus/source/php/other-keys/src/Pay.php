<?php

$stripe = new StripeClient(['api_key' => $secret]);
$pusher = new Pusher(['key' => $key, 'secret' => $secret, 'app_id' => $id]);
