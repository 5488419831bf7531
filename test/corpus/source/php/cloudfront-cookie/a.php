<?php
$cookies = $cloudFront->getSignedCookie(['policy' => $policy, 'private_key' => $key, 'key_pair_id' => 'K']);
