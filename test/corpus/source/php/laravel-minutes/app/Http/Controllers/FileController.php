<?php

namespace App\Http\Controllers;

use Illuminate\Support\Facades\Cookie;
use Illuminate\Support\Facades\Storage;

class FileController
{
    public function show(string $path)
    {
        Cookie::queue('seen', $path, now()->addDays(30)->diffInMinutes());
        return redirect(Storage::disk('s3')->temporaryUrl($path, now()->addMinutes(20)));
    }
}
